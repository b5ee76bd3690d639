// The numbers that Prometheus collects; docs/operations.md lists them.
//
// Shape:   counters and histograms count as things happen; what is a state is
//          asked for when the text is made. Labels are ours and few: methods,
//          codes, verdicts, languages, never users or problems
// Units:   seconds and bytes, as Prometheus wants it
// Threads: thread-safe; counting takes a lock for tens of nanoseconds
#ifndef GAVEL_JUDGE_SERVICE_METRICS_H_
#define GAVEL_JUDGE_SERVICE_METRICS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "core/bytes.h"
#include "judge/engine/observer.h"
#include "judge/engine/work_queue.h"
#include "judge/service/calls.h"
#include "judge/service/process_stats.h"

namespace gavel::judge {

struct BuildInfo {
  std::string version;
  std::string v8;
};

// What is on the disk.
struct DataSizes {
  Bytes database;
  // Written ahead, not yet in the database.
  Bytes log;
  Bytes free;
};

// How things stand when the text is made.
struct Gauges {
  WorkQueueStats queue;
  bool serving = true;
  bool sandbox_up = true;
  int sandbox_restarts = 0;
  std::optional<DataSizes> data = {};
  ProcessStats process;
};

class Metrics final : public Observer, public CallObserver {
 public:
  Metrics(const BuildInfo& build, absl::Time started);
  ~Metrics() override;
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void OnSubmit(const Submission& submission, const absl::Status& status,
                absl::Duration took) override;
  void OnTestChecked(absl::Duration took) override;
  void OnJudged(const FinishedJudging& judging) override;
  void OnStoreAnswer(const absl::Status& status) override;
  void OnCallBegun(const Call& call) override;
  void OnCallEnded(const Call& call, absl::StatusCode code,
                   absl::Duration took) override;

  // Of the log, because there were too many.
  void AddLinesLeftOut(int64_t lines);

  // In the text format 0.0.4.
  std::string Text(const Gauges& gauges) const;

 private:
  class Impl;

  std::unique_ptr<Impl> impl_;
};

// The Content-Type of Text.
inline constexpr char kMetricsType[] =
    "text/plain; version=0.0.4; charset=utf-8";

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_METRICS_H_
