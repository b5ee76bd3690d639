// Looks after a running server: looks at its parts once a second, and tells
// gRPC's health service, HTTP and systemd what it found.
//
// Shape:   GET /metrics, /healthz and /readyz, where an address is given. Both
//          of the latter answer 200 exactly while gRPC's health is SERVING,
//          else 503 and why. systemd's watchdog is fed unless starting again
//          may mend what is wrong; looking takes the judge's locks, so one that
//          is stuck starves it, too
// Errors:  Start: what listening says
// Threads: single-threaded, with a thread of its own for HTTP
// Owner:   borrows all for its lifetime; destroy it before what its parts ask
#ifndef GAVEL_JUDGE_SERVICE_MONITOR_H_
#define GAVEL_JUDGE_SERVICE_MONITOR_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "judge/service/http_endpoint.h"
#include "judge/service/metrics.h"
#include "judge/service/systemd.h"
#include "judge/service/telemetry.h"

namespace gavel::judge {

// What it looks at and whom it tells. Thread-safe functions.
struct MonitorParts {
  std::function<WorkQueueStats()> queue;
  std::function<bool()> sandbox_up;
  std::function<int()> sandbox_restarts;
  std::function<std::optional<DataSizes>()> data;
  std::function<void(bool serving)> set_serving;
  std::function<void()> end_overdue_calls;
};

class Monitor {
 public:
  Monitor(Telemetry& telemetry, Systemd systemd, MonitorParts parts);

  // HOST:PORT for HTTP; empty for none.
  absl::Status Start(const std::string& listen);
  // Of HTTP, with the real port; empty without.
  std::string address() const;

  // The server has begun to serve, and to end.
  void Ready();
  void Drain();

  // Looks once; to be called once a second.
  void Look();

 private:
  HttpAnswer HealthPage() const;
  Gauges Measure() const;

  Telemetry& telemetry_;
  const Systemd systemd_;
  const MonitorParts parts_;
  bool serving_ = true;
  std::unique_ptr<HttpEndpoint> http_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_MONITOR_H_
