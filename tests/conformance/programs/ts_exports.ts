export class Solution {
  twoSum(nums: number[], target: number): number[] { const m: Record<number, number> = {}; for (let i = 0; i < nums.length; i++) {
    const o = m[target - nums[i]];
    if (o !== undefined)
      return [o, i];
    m[nums[i]] = i;
  } return []; }
}
export function f() { }
export const z = 1;
export default class {
}
console.log(new Solution().twoSum([2, 7, 11, 15], 9));
console.log(exports, module.exports === exports, this === exports);
