lencurve cuont
