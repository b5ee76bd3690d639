#include "judge/service/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/verdict.h"
#include "judge/service/gauges.h"
#include "judge/service/health.h"

namespace gavel::judge {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

// Upper bounds in seconds: from a call to a judging of many tests.
const Histogram::BucketBoundaries& Bounds() {
  static const auto* const kBounds = new Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
      0.5,    1,     2.5,    5,     10,   30,    60,   300};
  return *kBounds;
}

// A clock that was set back gives no negative durations.
void Observe(Histogram& histogram, absl::Duration took) {
  histogram.Observe(
      absl::ToDoubleSeconds(std::max(took, absl::ZeroDuration())));
}

// Of gRPC's statuses.
constexpr size_t kCodes = 17;

constexpr size_t kVerdicts = static_cast<size_t>(Verdict::kJudgeError) + 1;
constexpr std::array<Language, 2> kLanguages = {Language::kJavaScript,
                                                Language::kTypeScript};
constexpr size_t kMostLanguage = static_cast<size_t>(Language::kTypeScript) + 1;

// One counter for each verdict and language, there from the start: a rate over
// a series that has just appeared misses its first.
class ByVerdict {
 public:
  explicit ByVerdict(Family<Counter>& family) {
    for (size_t number = 1; number < kVerdicts; ++number) {
      for (const Language language : kLanguages) {
        const auto verdict = static_cast<Verdict>(number);
        counters_[number][static_cast<size_t>(language)] =
            &family.Add({{"verdict", absl::StrCat(VerdictCode(verdict))},
                         {"language", absl::StrCat(LanguageName(language))}});
      }
    }
  }

  void Increment(Verdict verdict, Language language) {
    counters_[static_cast<size_t>(verdict)][static_cast<size_t>(language)]
        ->Increment();
  }

 private:
  std::array<std::array<Counter*, kMostLanguage>, kVerdicts> counters_ = {};
};

Family<Counter>& MakeCounters(const char* name, const char* help,
                              prometheus::Registry& registry) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

Family<Histogram>& MakeHistograms(const char* name, const char* help,
                                  prometheus::Registry& registry) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

void AddConstants(const BuildInfo& build, absl::Time started,
                  prometheus::Registry& registry) {
  prometheus::BuildGauge()
      .Name("gavel_build_info")
      .Help("1; its labels say what is running.")
      .Register(registry)
      .Add({{"version", build.version}, {"v8", build.v8}})
      .Set(1);
  prometheus::BuildGauge()
      .Name("process_start_time_seconds")
      .Help("When the server was started, since the epoch.")
      .Register(registry)
      .Add({})
      .Set(absl::ToDoubleSeconds(started - absl::UnixEpoch()));
}

}  // namespace

class Metrics::Impl {
 public:
  Impl(const BuildInfo& build, absl::Time started) {
    AddConstants(build, started, registry);
    submissions.Add({{"code", "OK"}});
  }

  // Of one method.
  struct Method {
    Gauge& open;
    // Null for streams, which take as long as their clients want.
    Histogram* took;
    // By code, once one has ended so.
    std::array<Counter*, kCodes> ended = {};
  };

  Method& FindLocked(const Call& call) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) {
    const auto found = methods.find(call.method);
    if (found != methods.end()) return found->second;
    const prometheus::Labels labels = {{"method", call.method}};
    const Method method{open_calls.Add(labels),
                        call.kind == CallKind::kUnary
                            ? &call_durations.Add(labels, Bounds())
                            : nullptr};
    return methods.emplace(call.method, method).first->second;
  }

  Counter& EndedLocked(const Call& call, absl::StatusCode code)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu) {
    const size_t number = static_cast<size_t>(code) % kCodes;
    Counter*& ended = FindLocked(call).ended[number];
    if (ended == nullptr) {
      ended = &calls.Add(
          {{"method", call.method}, {"code", absl::StatusCodeToString(code)}});
    }
    return *ended;
  }

  prometheus::Registry registry;
  Family<Counter>& submissions =
      MakeCounters("gavel_submissions_total",
                   "Calls to submit, by what became of them.", registry);
  ByVerdict judgements{MakeCounters("gavel_judgements_total",
                                    "Judgements made durable.", registry)};
  ByVerdict runs{
      MakeCounters("gavel_runs_total", "Runs on test cases.", registry)};
  Counter& store_errors =
      MakeCounters("gavel_store_errors_total",
                   "Changes that the store could not make.", registry)
          .Add({});
  Counter& lines_left_out =
      MakeCounters("gavel_log_lines_left_out_total",
                   "Lines that were not logged: there were too many.", registry)
          .Add({});
  Family<Histogram>& stages =
      MakeHistograms("gavel_stage_duration_seconds",
                     "What each step of a submission takes.", registry);
  Histogram& accept = stages.Add({{"stage", "accept"}}, Bounds());
  Histogram& wait = stages.Add({{"stage", "wait"}}, Bounds());
  Histogram& compile = stages.Add({{"stage", "compile"}}, Bounds());
  Histogram& run = stages.Add({{"stage", "run"}}, Bounds());
  Histogram& check = stages.Add({{"stage", "check"}}, Bounds());
  Histogram& store = stages.Add({{"stage", "store"}}, Bounds());
  Histogram& verdict =
      MakeHistograms("gavel_verdict_duration_seconds",
                     "From a submission's arrival to its first verdict.",
                     registry)
          .Add({}, Bounds());
  Family<Counter>& calls =
      MakeCounters("gavel_rpcs_total", "Calls that have ended.", registry);
  Family<Histogram>& call_durations =
      MakeHistograms("gavel_rpc_duration_seconds",
                     "What calls with one answer take.", registry);
  Family<Gauge>& open_calls = prometheus::BuildGauge()
                                  .Name("gavel_rpcs_open")
                                  .Help("Calls that are being answered.")
                                  .Register(registry);

  absl::Mutex mu;
  std::unordered_map<std::string, Method> methods ABSL_GUARDED_BY(mu);
};

Metrics::Metrics(const BuildInfo& build, absl::Time started)
    : impl_(std::make_unique<Impl>(build, started)) {}
Metrics::~Metrics() = default;

void Metrics::OnSubmit(const Submission& /*submission*/,
                       const absl::Status& status, absl::Duration took) {
  impl_->submissions.Add({{"code", absl::StatusCodeToString(status.code())}})
      .Increment();
  if (status.ok()) Observe(impl_->accept, took);
}

void Metrics::OnTestChecked(absl::Duration took) {
  Observe(impl_->check, took);
}

void Metrics::OnJudged(const FinishedJudging& judging) {
  const Judgement& judgement = judging.judgement;
  const Language language = judging.submission.language;
  impl_->judgements.Increment(judgement.verdict, language);
  for (const TestRun& run : judgement.runs) {
    impl_->runs.Increment(run.execution.verdict, language);
    Observe(impl_->run, run.execution.wall_time);
  }
  Observe(impl_->wait, judging.waited);
  Observe(impl_->compile, judgement.compilation.wall_time);
  Observe(impl_->store, judging.storing);
  if (!judging.again) {
    Observe(impl_->verdict, judging.stored - judging.submission.created);
  }
}

void Metrics::OnStoreAnswer(const absl::Status& status) {
  if (IsStoreFault(status)) impl_->store_errors.Increment();
}

void Metrics::OnCallBegun(const Call& call) {
  absl::MutexLock lock(&impl_->mu);
  impl_->FindLocked(call).open.Increment();
}

void Metrics::OnCallEnded(const Call& call, absl::StatusCode code,
                          absl::Duration took) {
  absl::MutexLock lock(&impl_->mu);
  const Impl::Method& method = impl_->FindLocked(call);
  method.open.Decrement();
  if (method.took != nullptr) Observe(*method.took, took);
  impl_->EndedLocked(call, code).Increment();
}

void Metrics::AddLinesLeftOut(int64_t lines) {
  impl_->lines_left_out.Increment(static_cast<double>(lines));
}

std::string Metrics::Text(const Gauges& gauges) const {
  std::vector<prometheus::MetricFamily> families = impl_->registry.Collect();
  for (prometheus::MetricFamily& family : ToFamilies(gauges)) {
    families.push_back(std::move(family));
  }
  std::ostringstream text;
  prometheus::TextSerializer().Serialize(text, families);
  return text.str();
}

}  // namespace gavel::judge
