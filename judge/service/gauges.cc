#include "judge/service/gauges.h"

#include <array>
#include <string>
#include <utility>

namespace gavel::judge {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::array<const char*, kPriorities> kClasses = {
    "contest", "practice", "rejudge"};

ClientMetric Value(double value) {
  ClientMetric metric;
  metric.gauge.value = value;
  metric.counter.value = value;
  return metric;
}

MetricFamily Family(const char* name, const char* help, MetricType type,
                    double value) {
  return {name, help, type, {Value(value)}};
}

MetricFamily Gauge(const char* name, const char* help, double value) {
  return Family(name, help, MetricType::Gauge, value);
}

MetricFamily Counter(const char* name, const char* help, double value) {
  return Family(name, help, MetricType::Counter, value);
}

double Count(Bytes bytes) { return static_cast<double>(bytes.count()); }

template <typename Get>
MetricFamily ByClass(const char* name, const char* help,
                     const WorkQueueStats& queue, Get get) {
  MetricFamily family{name, help, MetricType::Gauge, {}};
  for (size_t i = 0; i < kPriorities; ++i) {
    ClientMetric metric = Value(get(queue.classes[i]));
    metric.label = {{"class", kClasses[i]}};
    family.metric.push_back(std::move(metric));
  }
  return family;
}

void AddQueue(const WorkQueueStats& queue, std::vector<MetricFamily>& all) {
  using Class = WorkQueueStats::Class;
  all.push_back(
      ByClass("gavel_queue_waiting", "Work that waits for a slot.", queue,
              [](const Class& of) { return static_cast<double>(of.waiting); }));
  all.push_back(ByClass(
      "gavel_queue_oldest_seconds", "How long the oldest of it has waited.",
      queue, [](const Class& of) { return absl::ToDoubleSeconds(of.oldest); }));
  all.push_back(
      ByClass("gavel_slots_busy", "Slots that have work.", queue,
              [](const Class& of) { return static_cast<double>(of.running); }));
  all.push_back(Gauge("gavel_slots", "Slots, in all.", queue.slots));
  all.push_back(Gauge("gavel_queue_limit", "Work that may wait.", queue.limit));
}

void AddData(const DataSizes& data, std::vector<MetricFamily>& all) {
  all.push_back(Gauge("gavel_database_bytes", "Size of the database.",
                      Count(data.database)));
  all.push_back(Gauge("gavel_database_log_bytes",
                      "Size of the database's write-ahead log.",
                      Count(data.log)));
  all.push_back(Gauge("gavel_data_free_bytes",
                      "Space left for the data directory.", Count(data.free)));
}

void AddProcess(const ProcessStats& process, std::vector<MetricFamily>& all) {
  all.push_back(Counter("process_cpu_seconds_total", "CPU time of the server.",
                        absl::ToDoubleSeconds(process.cpu_time)));
  all.push_back(Gauge("process_resident_memory_bytes",
                      "Resident memory of the server.",
                      Count(process.resident)));
  all.push_back(Gauge("process_threads", "Threads of the server.",
                      static_cast<double>(process.threads)));
  all.push_back(Gauge("process_open_fds", "Open files of the server.",
                      static_cast<double>(process.open_files)));
  all.push_back(Gauge("process_max_fds", "Files that it may have open.",
                      static_cast<double>(process.most_open_files)));
}

}  // namespace

std::vector<MetricFamily> ToFamilies(const Gauges& gauges) {
  std::vector<MetricFamily> all;
  AddQueue(gauges.queue, all);
  all.push_back(Gauge("gavel_serving", "1 while the server is healthy.",
                      gauges.serving ? 1 : 0));
  all.push_back(Gauge("gavel_sandbox_up", "0 while there is no sandbox.",
                      gauges.sandbox_up ? 1 : 0));
  all.push_back(Counter("gavel_sandbox_restarts_total",
                        "How often the sandbox was replaced.",
                        gauges.sandbox_restarts));
  if (gauges.data.has_value()) AddData(*gauges.data, all);
  AddProcess(gauges.process, all);
  return all;
}

}  // namespace gavel::judge
