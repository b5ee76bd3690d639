const a = [1, 2]
const b = a
  .map((x) => x + 1)
let c = 5
c
++
c
console.log(b, c)
const f = () => {
  return
  1
}
console.log(f())
;[3, 4].forEach((x) => console.log(x))
;(() => console.log('iife'))()
var s = 'line \
continued'
console.log(s)
if (c) console.log('if'); else console.log('else')
