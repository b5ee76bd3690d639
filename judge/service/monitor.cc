#include "judge/service/monitor.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "core/log.h"
#include "core/status_macros.h"
#include "judge/service/process_stats.h"

namespace gavel::judge {

Monitor::Monitor(Telemetry& telemetry, Systemd systemd, MonitorParts parts)
    : telemetry_(telemetry),
      systemd_(std::move(systemd)),
      parts_(std::move(parts)) {}

absl::Status Monitor::Start(const std::string& listen) {
  if (listen.empty()) return absl::OkStatus();
  const auto health = [this] { return HealthPage(); };
  GAVEL_ASSIGN_OR_RETURN(
      http_,
      HttpEndpoint::Start(listen, {{"/metrics",
                                    [this] {
                                      return HttpAnswer{
                                          200, kMetricsType,
                                          telemetry_.metrics().Text(Measure())};
                                    }},
                                   {"/healthz", health},
                                   {"/readyz", health}}));
  return absl::OkStatus();
}

std::string Monitor::address() const {
  return http_ == nullptr ? "" : http_->address();
}

void Monitor::Ready() {
  systemd_.Notify("READY=1\nSTATUS=serving");
  Look();
}

void Monitor::Drain() {
  telemetry_.health().Drain();
  systemd_.Notify("STOPPING=1\nSTATUS=finishing what is running");
}

void Monitor::Look() {
  parts_.queue();
  parts_.end_overdue_calls();
  telemetry_.health().SawSandbox(parts_.sandbox_up());
  telemetry_.FlushLog();
  const HealthReport report = telemetry_.health().Report();
  if (report.serving != serving_) {
    serving_ = report.serving;
    parts_.set_serving(serving_);
    const std::string status =
        serving_ ? "serving" : absl::StrCat("not serving: ", report.why);
    Log(serving_ ? Severity::kInfo : Severity::kError, "serve", status);
    systemd_.Notify(absl::StrCat("STATUS=", status));
  }
  if (!report.restart && systemd_.has_watchdog()) systemd_.Notify("WATCHDOG=1");
}

HttpAnswer Monitor::HealthPage() const {
  const HealthReport report = telemetry_.health().Report();
  if (report.serving) return {.body = "serving\n"};
  return {.status = 503,
          .body = absl::StrCat("not serving: ", report.why, "\n")};
}

Gauges Monitor::Measure() const {
  return {.queue = parts_.queue(),
          .serving = telemetry_.health().Report().serving,
          .sandbox_up = parts_.sandbox_up(),
          .sandbox_restarts = parts_.sandbox_restarts(),
          .data = parts_.data(),
          .process = ReadProcessStats()};
}

}  // namespace gavel::judge
