// Where a benchmark leaves its results for other programs.
#ifndef GAVEL_BENCH_JSON_FILE_H_
#define GAVEL_BENCH_JSON_FILE_H_

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace gavel::bench {

// No path, no file. False, with a message on stderr, if it cannot be written.
inline bool WriteJsonFile(const nlohmann::json& value,
                          const std::string& path) {
  if (path.empty()) return true;
  std::ofstream file(path);
  file << value.dump(2) << "\n";
  file.close();
  if (file) return true;
  std::fprintf(stderr, "writing %s failed\n", path.c_str());
  return false;
}

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_JSON_FILE_H_
