function twoSum(nums, target) {
  const seen = new Set(nums);
  nums.findIndex((x) => seen.has(target - x));
}
