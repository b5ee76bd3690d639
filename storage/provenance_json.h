// What produced a judgement as JSON text, as record_json.h has it.
//
// Shape:   without the hashes, which are columns: equal for all judgements of a
//          problem on one build of a server
// Errors:  as storage/record_json.h
// Threads: pure, safe anywhere
#ifndef GAVEL_STORAGE_PROVENANCE_JSON_H_
#define GAVEL_STORAGE_PROVENANCE_JSON_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/provenance.h"

namespace gavel::storage {

absl::StatusOr<std::string> WriteProvenanceJson(const Provenance& provenance);
absl::Status ReadProvenanceJson(absl::string_view json, Provenance& provenance);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PROVENANCE_JSON_H_
