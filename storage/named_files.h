// Which files the problems in a database name: what a backup has to have.
#ifndef GAVEL_STORAGE_NAMED_FILES_H_
#define GAVEL_STORAGE_NAMED_FILES_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "core/sha256.h"
#include "storage/sqlite.h"

namespace gavel::storage {

// Hashes in hexadecimal, of all versions of all problems, each with one of
// those that name it: "sum version 2".
absl::StatusOr<std::map<std::string, std::string>> NamedFiles(
    Connection& connection);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_NAMED_FILES_H_
