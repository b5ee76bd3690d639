#include "storage/provenance_json.h"

#include "storage/json_record.h"

namespace gavel::storage {

template <typename F>
void Fields(F& field, Engine& engine) {
  field("version", engine.version);
  field("build", engine.build);
  field("runtime", engine.runtime);
  field("walls", engine.walls);
}

template <typename F>
void Fields(F& field, Machine& machine) {
  field("host", machine.host);
  field("cpu", machine.cpu);
  field("cpus", machine.cpus);
  field("kernel", machine.kernel);
}

template <typename F>
void Fields(F& field, Features& features) {
  field("eval", features.eval);
  field("web_assembly", features.web_assembly);
}

template <typename F>
void Fields(F& field, Limits& limits) {
  field("cpu_time_us", limits.cpu_time);
  field("wall_time_us", limits.wall_time);
  field("memory_bytes", limits.memory);
  field("stack_bytes", limits.stack);
  field("output_bytes", limits.output);
  field("source_bytes", limits.source);
  field("compile_time_us", limits.compile_time);
  field("compile_memory_bytes", limits.compile_memory);
  field("features", limits.features);
}

template <typename F>
void Fields(F& field, Provenance& provenance) {
  field("engine", provenance.engine);
  field("machine", provenance.machine);
  field("limits", provenance.limits);
  field("measure_again", provenance.measure_again);
  field("reuse", provenance.reuse);
}

absl::StatusOr<std::string> WriteProvenanceJson(const Provenance& provenance) {
  return WriteRecord(provenance);
}

absl::Status ReadProvenanceJson(absl::string_view json,
                                Provenance& provenance) {
  return ReadRecord(json, provenance);
}

}  // namespace gavel::storage
