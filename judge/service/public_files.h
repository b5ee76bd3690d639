// Which files of a package are for everybody: statements, templates, samples
// and attachments.
//
// Errors:  DataLoss when a file cannot be read; its path is not for clients
// Threads: pure but for the disk, which ReadHead and AddFiles block on
// Source:  problem package formats 2025-09 and legacy, "Problem Statements" and
//          "Attachments"
#ifndef GAVEL_JUDGE_SERVICE_PUBLIC_FILES_H_
#define GAVEL_JUDGE_SERVICE_PUBLIC_FILES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/problem.h"

namespace gavel::v1 {
class Problem;
}  // namespace gavel::v1

namespace gavel::judge {

// The language that statements are asked for in; for "" English or else the
// first. NotFound if there is none in it.
absl::StatusOr<std::string> ChooseStatement(const Problem& problem,
                                            const std::string& language);

// Named as seen from attachments/; without templates.
std::vector<PackageFile> Attachments(const Problem& problem);

// The beginning of a file, or of a part of it, at most `most` bytes.
absl::StatusOr<std::string> ReadHead(
    const std::string& path, size_t most,
    const std::optional<Slice>& part = std::nullopt);

// Samples and templates, 64 KiB of each file and 2 MiB of all together, and the
// attachments with their sizes.
absl::Status AddFiles(const Problem& problem, v1::Problem* out);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_PUBLIC_FILES_H_
