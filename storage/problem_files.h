// The files of a problem, in the blobs.
//
// Errors:  storing: as Blobs::AddFile; resolving: none
// Threads: as the blobs; storing blocks on the disk
// Owner:   copies the files
#ifndef GAVEL_STORAGE_PROBLEM_FILES_H_
#define GAVEL_STORAGE_PROBLEM_FILES_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "core/problem.h"
#include "storage/blobs.h"

namespace gavel::storage {

// The problem with every file copied and named by hash: what was a path is
// SHA-256 in hexadecimal, and text in place of a content is content.
absl::StatusOr<Problem> StoreFiles(const Blobs& blobs, Problem problem);

// The inverse: every hash becomes the path of the blob.
void ResolveFiles(const Blobs& blobs, Problem& problem);

// Every path of a file, be it one or a hash.
void VisitFiles(Problem& problem,
                absl::FunctionRef<void(std::string& path)> visit);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PROBLEM_FILES_H_
