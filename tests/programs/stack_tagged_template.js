const tag = () => tag``;
tag``;
