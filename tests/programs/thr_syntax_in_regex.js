new RegExp('(?<a>x)(?<a>y)[');
