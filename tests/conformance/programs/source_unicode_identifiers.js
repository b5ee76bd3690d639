const π = Math.PI, 変数 = 1, $ = '$', _ = '_', ünï = 'ü', \u0061b = 'esc', ℮ = 3;
console.log(π.toFixed(2), 変数, $, _, ünï, ab, ℮, { 'ключ': 1, 日本: 2, 'a-b': 3, 1: 4, '01': 5 });
console.log('😀 emoji ✓ ☃', '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}', ['😀', 'ñ'], { '😀': '👍' });
class Ä { ö() { return 'method'; } } console.log(new Ä().ö(), new Ä());
