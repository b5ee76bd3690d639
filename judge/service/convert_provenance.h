// What explains a judgement, as messages. Part of convert.h.
//
// Secrets: of a secret test, contestants get neither side of the difference,
// nor
//          what a seed or the hash of an output would tell of its input
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_CONVERT_PROVENANCE_H_
#define GAVEL_JUDGE_SERVICE_CONVERT_PROVENANCE_H_

#include "core/judgement.h"
#include "core/provenance.h"
#include "judge/service/convert.h"

namespace gavel::v1 {
class Provenance;
class TestRun;
}  // namespace gavel::v1

namespace gavel::judge::convert {

void ExplainRun(const TestRun& run, Details details, v1::TestRun* out);
// For judges only.
void ProvenanceToProto(const Provenance& provenance, v1::Provenance* out);

}  // namespace gavel::judge::convert

#endif  // GAVEL_JUDGE_SERVICE_CONVERT_PROVENANCE_H_
