lencurve measure --columns
