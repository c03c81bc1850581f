lencurve --version
