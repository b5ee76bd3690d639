export default console.log(this === undefined ? 'ok' : this);
