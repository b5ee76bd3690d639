/* eslint-disable */
// prettier-ignore
import {readFileSync} from 'fs';const $=readFileSync(0).toString().trim().split(/\s+/).map(Number);let p=0;const N=()=>$[p++];
const solve=():void=>{const n=N(),a=[...Array(n)].map(N);a.sort((x,y)=>x-y);console.log(a.join(" "),Math.max(...a),a)};for(let T=N();T--;)solve();
