// Files of a problem as programs get them.
//
// Errors:  the system's, with what was attempted
// Threads: no shared state; blocks on the disk
#ifndef GAVEL_JUDGE_ENGINE_CONTENTS_H_
#define GAVEL_JUDGE_ENGINE_CONTENTS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/owned_fd.h"
#include "core/problem.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

// Many runs may share it.
using Content = std::shared_ptr<const OwnedFd>;

// To be read. Errors call the file `name`: they are shown to contestants, and a
// path in a store is the hash of secret data.
absl::StatusOr<OwnedFd> OpenFile(const std::string& path,
                                 absl::string_view name);

// The file, or that part of it; errors as those of OpenFile.
absl::StatusOr<Content> OpenContent(const std::string& path,
                                    absl::string_view name,
                                    std::optional<Slice> part = std::nullopt);

// In memory.
absl::StatusOr<Content> MakeContent(absl::string_view text);

// For one run: with an offset of its own, at the start.
absl::StatusOr<OwnedFd> OpenAgain(const Content& content);

absl::StatusOr<std::string> ReadText(const PackageFile& file);

absl::StatusOr<std::vector<sandbox::File>> OpenFiles(
    const std::vector<PackageFile>& files);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_CONTENTS_H_
