#include "bench/report.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace gavel::bench {
namespace {

using Json = nlohmann::ordered_json;

// Of sorted samples, the best first.
Measured OfSorted(const std::vector<double>& samples) {
  const auto at = [&](size_t percent) {
    return samples[std::min(samples.size() - 1,
                            samples.size() * percent / 100)];
  };
  Measured measured{.median = at(50), .samples = samples.size()};
  if (samples.size() > 1) measured.p99 = at(99);
  return measured;
}

std::vector<double> InUnits(const std::vector<absl::Duration>& samples,
                            absl::Duration unit) {
  std::vector<double> values;
  values.reserve(samples.size());
  for (const absl::Duration sample : samples) {
    values.push_back(absl::FDivDuration(sample, unit));
  }
  return values;
}

bool Met(const Bound& bound, double value) {
  return value <= bound.at_most.value_or(value) &&
         value >= bound.at_least.value_or(value);
}

void AddBound(const Bound& bound, double value, Json& json) {
  if (bound.at_most) json["at_most"] = *bound.at_most;
  if (bound.at_least) json["at_least"] = *bound.at_least;
  if (bound.at_most || bound.at_least) json["met"] = Met(bound, value);
}

Json ToJson(const Baseline& baseline, double median) {
  Json json = {{"name", baseline.name}, {"median", baseline.measured.median}};
  if (baseline.measured.p99) json["p99"] = *baseline.measured.p99;
  const double ratio = median / baseline.measured.median;
  json["ratio"] = ratio;
  AddBound(baseline.ratio, ratio, json);
  return json;
}

Json Targets(const Figure& figure) {
  Json targets = Json::array();
  const auto add = [&targets](const char* of, const Bound& bound,
                              std::optional<double> value) {
    if (!value || !(bound.at_most || bound.at_least)) return;
    Json target = {{"of", of}};
    AddBound(bound, *value, target);
    targets.push_back(std::move(target));
  };
  add("median", figure.median, figure.measured.median);
  add("p99", figure.p99, figure.measured.p99);
  return targets;
}

Json ToJson(const Figure& figure) {
  Json json = {{"name", figure.name},
               {"unit", figure.unit},
               {"median", figure.measured.median}};
  if (figure.measured.p99) json["p99"] = *figure.measured.p99;
  json["samples"] = figure.measured.samples;
  if (Json targets = Targets(figure); !targets.empty()) {
    json["targets"] = std::move(targets);
  }
  for (const Baseline& baseline : figure.baselines) {
    json["baselines"].push_back(ToJson(baseline, figure.measured.median));
  }
  return json;
}

void PrintLine(const Figure& figure) {
  std::string line =
      absl::StrFormat("  %-44s %10.3f", figure.name, figure.measured.median);
  line += figure.measured.p99 ? absl::StrFormat(" %10.3f", *figure.measured.p99)
                              : absl::StrFormat(" %10s", "");
  absl::StrAppend(&line, " ", figure.unit);
  for (const Baseline& baseline : figure.baselines) {
    absl::StrAppendFormat(&line, "; %.3f of %s",
                          figure.measured.median / baseline.measured.median,
                          baseline.name);
  }
  std::printf("%s\n", line.c_str());
}

}  // namespace

Measured Lower(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  return OfSorted(samples);
}

Measured Higher(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end(), std::greater<>());
  return OfSorted(samples);
}

Measured Milliseconds(const std::vector<absl::Duration>& samples) {
  return Lower(InUnits(samples, absl::Milliseconds(1)));
}

Measured Microseconds(const std::vector<absl::Duration>& samples) {
  return Lower(InUnits(samples, absl::Microseconds(1)));
}

Measured Single(double value) { return {.median = value, .samples = 1}; }

void Report::Add(Figure figure) { entries_.push_back({std::move(figure), ""}); }

void Report::AddNotMeasured(const std::string& name,
                            const std::string& reason) {
  entries_.push_back({{.name = name}, reason});
}

void Report::Print() const {
  std::printf("%s\n  %-44s %10s %10s\n", title_.c_str(), "", "median", "p99");
  for (const Entry& entry : entries_) {
    if (entry.not_measured.empty()) {
      PrintLine(entry.figure);
    } else {
      std::printf("  %-44s not measured: %s\n", entry.figure.name.c_str(),
                  entry.not_measured.c_str());
    }
  }
  std::fflush(stdout);
}

void Report::WriteJson(std::ostream& file) const {
  Json json = Json::array();
  for (const Entry& entry : entries_) {
    json.push_back(entry.not_measured.empty()
                       ? ToJson(entry.figure)
                       : Json{{"name", entry.figure.name},
                              {"not_measured", entry.not_measured}});
  }
  file << json.dump(1) << '\n';
}

}  // namespace gavel::bench
