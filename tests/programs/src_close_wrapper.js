console.log('ok');
}); (function () {
