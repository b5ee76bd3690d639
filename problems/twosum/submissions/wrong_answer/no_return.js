function twoSum(nums, target) {
  nums.findIndex((x) => nums.includes(target - x));
}
