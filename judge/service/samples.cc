#include "judge/service/samples.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/log.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "gavel/v1/problem_service.pb.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostOfAFile = size_t{64} << 10;
constexpr size_t kMostOfAll = size_t{2} << 20;

// The store has the problem but not its data. Its paths are not for clients.
absl::Status Lost(const std::string& path) {
  Log(Severity::kError, "service",
      absl::StrCat("reading ", path, ": ", std::strerror(errno)));
  return absl::DataLossError("the sample data of the problem cannot be read");
}

// At most *budget bytes, which it then takes off the budget.
absl::StatusOr<std::string> ReadHead(const std::string& path, size_t* budget) {
  OwnedFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok()) return Lost(path);
  std::string head(std::min(kMostOfAFile, *budget), '\0');
  size_t size = 0;
  while (size < head.size()) {
    const ssize_t got = read(fd.get(), &head[size], head.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Lost(path);
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  head.resize(size);
  *budget -= size;
  return head;
}

}  // namespace

absl::Status AddSamples(const Problem& problem, v1::Problem* out) {
  size_t budget = kMostOfAll;
  for (const TestCase& test : problem.tests) {
    if (!test.sample) continue;
    v1::Sample* sample = out->add_samples();
    sample->set_name(test.name);
    GAVEL_ASSIGN_OR_RETURN(*sample->mutable_input(),
                           ReadHead(test.input_path, &budget));
    GAVEL_ASSIGN_OR_RETURN(*sample->mutable_answer(),
                           ReadHead(test.answer_path, &budget));
  }
  return absl::OkStatus();
}

}  // namespace gavel::judge
