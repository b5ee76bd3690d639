var x = 1; <!-- a comment
x = 2;
--> also a comment
console.log(x); <!-- end
