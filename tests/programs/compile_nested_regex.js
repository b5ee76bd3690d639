const pattern = /«200000×(»«200000×)»/;
