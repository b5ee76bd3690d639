#include "judge/service/process_stats.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace gavel::judge {
namespace {

// Fields behind the name of the program, from 0; proc(5) counts from 3.
constexpr size_t kUserTicks = 11;
constexpr size_t kSystemTicks = 12;
constexpr size_t kThreads = 17;
constexpr size_t kResidentPages = 21;

int64_t Number(const std::vector<absl::string_view>& fields, size_t index) {
  int64_t number = 0;
  if (index >= fields.size() || !absl::SimpleAtoi(fields[index], &number)) {
    return 0;
  }
  return number;
}

int64_t CountOpenFiles() {
  std::error_code error;
  const std::filesystem::directory_iterator files("/proc/self/fd", error);
  // Less the one that counts them.
  return error ? 0 : std::distance(begin(files), end(files)) - 1;
}

}  // namespace

ProcessStats ParseProcessStat(absl::string_view stat) {
  ProcessStats stats;
  // The name may hold anything, but what follows it has no parenthesis.
  const size_t name_end = stat.rfind(") ");
  if (name_end == absl::string_view::npos) return stats;
  const std::vector<absl::string_view> fields =
      absl::StrSplit(stat.substr(name_end + 2), ' ');
  const double ticks = static_cast<double>(Number(fields, kUserTicks) +
                                           Number(fields, kSystemTicks));
  stats.cpu_time =
      absl::Seconds(ticks / static_cast<double>(sysconf(_SC_CLK_TCK)));
  stats.threads = Number(fields, kThreads);
  stats.resident =
      Bytes(Number(fields, kResidentPages) * sysconf(_SC_PAGESIZE));
  return stats;
}

ProcessStats ReadProcessStats() {
  std::ifstream file("/proc/self/stat");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  ProcessStats stats = ParseProcessStat(text);
  stats.open_files = CountOpenFiles();
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    stats.most_open_files = static_cast<int64_t>(limit.rlim_cur);
  }
  return stats;
}

}  // namespace gavel::judge
