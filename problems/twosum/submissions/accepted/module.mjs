export function twoSum(nums, target) {
  console.log('looking for', target);
  const order = nums.map((x, i) => i).sort((i, j) => nums[i] - nums[j]);
  let low = 0;
  let high = order.length - 1;
  for (;;) {
    const sum = nums[order[low]] + nums[order[high]];
    if (sum === target) return [order[low], order[high]];
    if (sum < target) low++;
    else high--;
  }
}
