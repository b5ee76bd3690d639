«50000×class A { static { »«50000×} }»
