const keys = ['parent', 'children', 'constructor', 'require', '_load', '_compile', '_extensions'];
const open = keys.filter((key) => {
  try {
    return typeof module[key]?._load === 'function' || typeof module[key]?._extensions === 'object';
  } catch {
    return false;
  }
});
console.log(open.length === 0 && require.main === module ? 'ok' : open);
