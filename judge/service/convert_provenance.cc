#include "judge/service/convert_provenance.h"

#include "absl/time/time.h"
#include "core/sha256.h"
#include "core/utf8.h"
#include "gavel/v1/judgement.pb.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::judge {
namespace {

void DifferenceToProto(const Difference& difference, v1::Difference* out) {
  out->set_offset(difference.offset);
  out->set_line(difference.line);
  out->set_column(difference.column);
  out->set_token(difference.token);
  out->set_expected(ToValidUtf8(difference.expected));
  out->set_got(ToValidUtf8(difference.got));
}

}  // namespace

namespace convert {

void ExplainRun(const TestRun& run, Details details, v1::TestRun* out) {
  const bool for_judges = details == Details::kForJudges;
  out->set_reused(run.reused_from.has_value());
  if (run.difference && (for_judges || run.difference->for_teams)) {
    DifferenceToProto(*run.difference, out->mutable_difference());
  }
  if (!for_judges) return;
  out->set_reused_from(run.reused_from.value_or(0));
  out->set_seed(run.seed);
  if (run.output) out->set_output_sha256(ToHex(*run.output));
}

void ProvenanceToProto(const Provenance& provenance, v1::Provenance* out) {
  const Engine& engine = provenance.engine;
  const Machine& machine = provenance.machine;
  out->set_source_sha256(ToHex(provenance.source));
  out->set_version(engine.version);
  out->set_build_sha256(ToHex(engine.build));
  out->set_engine(engine.runtime);
  for (const std::string& wall : engine.walls) out->add_walls(wall);
  out->set_host(ToValidUtf8(machine.host));
  out->set_cpu(ToValidUtf8(machine.cpu));
  out->set_cpus(machine.cpus);
  out->set_kernel(ToValidUtf8(machine.kernel));
  ToProto(provenance.limits, out->mutable_limits());
  out->set_compile_time_ms(
      absl::ToInt64Milliseconds(provenance.limits.compile_time));
  out->set_compile_memory_bytes(provenance.limits.compile_memory.count());
  out->set_measure_again(provenance.measure_again);
  out->set_reuse(provenance.reuse);
}

}  // namespace convert

void ToProto(const ReplayResult& result, v1::ReplaySubmissionResponse* out) {
  ToProto(result.before, Details::kForJudges, out->mutable_before());
  ToProto(result.after, Details::kForJudges, out->mutable_after());
  for (const ReplayChange& change : result.changes) {
    v1::ReplayChange* const added = out->add_changes();
    added->set_kind(static_cast<v1::ReplayChange::Kind>(change.kind));
    added->set_test(ToValidUtf8(change.test));
    added->set_what(change.what);
    added->set_before(ToValidUtf8(change.before));
    added->set_after(ToValidUtf8(change.after));
  }
}

}  // namespace gavel::judge
