function twoSum(nums: number[], target: number): number[] {
  const seen: Record<number, number> = {};
  for (const [i, x] of nums.entries()) {
    if (target - x in seen) return [i, seen[target - x]];
    seen[x] = i;
  }
  throw new Error('no two numbers fit');
}
