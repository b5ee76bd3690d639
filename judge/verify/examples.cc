#include "judge/verify/examples.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/limits.h"
#include "core/status_macros.h"
#include "judge/verify/example_judge.h"
#include "judge/verify/names.h"
#include "judge/verify/parallel.h"
#include "judge/verify/time_bounds.h"

namespace gavel::verify {
namespace {

using package::ExampleSubmission;

class Examples {
 public:
  Examples(const Context& context, Report& report)
      : context_(context),
        report_(report),
        judge_(context),
        examples_(context.package.examples),
        bounds_(context.package.metadata.time, Legacy()) {}

  absl::Status JudgeAll() {
    report_.extent = judge_.extent();
    for (const ExampleSubmission& example : examples_) {
      JudgedExample& judged = report_.examples.emplace_back();
      judged.name = example.name;
      judged.promised = package::PromisedVerdict(example.expectations);
    }
    GAVEL_RETURN_IF_ERROR(JudgeUnderLimit());
    GAVEL_RETURN_IF_ERROR(TimeSlowOnes());
    bounds_.Conclude(report_);
    FindUnexpected();
    return report_.extent == Extent::kAll ? RepeatAccepted() : absl::OkStatus();
  }

 private:
  using Indices = std::vector<size_t>;

  bool Legacy() const {
    return package::IsLegacy(context_.package.metadata.format);
  }

  // Each of these; `take` is called with its index, one at a time.
  template <typename Take>
  absl::Status Judge(const std::string& stage, const Indices& indices,
                     const Attempt& attempt, const Take& take) {
    std::vector<Judgement> judgements(indices.size());
    context_.progress.Begin(stage, indices.size());
    GAVEL_RETURN_IF_ERROR(ForEach(
        context_.options.slots, indices.size(), [&](size_t i) -> absl::Status {
          GAVEL_ASSIGN_OR_RETURN(judgements[i],
                                 judge_.Judge(examples_[indices[i]], attempt));
          context_.progress.Step();
          return absl::OkStatus();
        }));
    for (size_t i = 0; i < indices.size(); ++i) {
      take(indices[i], std::move(judgements[i]));
    }
    return absl::OkStatus();
  }

  absl::Status JudgeUnderLimit() {
    Indices all(examples_.size());
    std::iota(all.begin(), all.end(), size_t{0});
    auto rest = all.begin();
    const auto take = [this](size_t i, Judgement judgement) {
      bounds_.Add(examples_[i], judgement);
      report_.examples[i].judgement = std::move(judgement);
    };
    if (!context_.package.metadata.time.given.has_value()) {
      rest = std::stable_partition(all.begin(), all.end(), [this](size_t i) {
        return package::BoundsFromBelow(examples_[i].expectations);
      });
      GAVEL_RETURN_IF_ERROR(Judge("examples for the time limit",
                                  Indices(all.begin(), rest),
                                  First(context_.options.patience), take));
    }
    bounds_.Settle(report_);
    return Judge("examples", Indices(rest, all.end()),
                 First(report_.time_limit.limit), take);
  }

  Attempt First(absl::Duration limit) const {
    return {.time_limit = limit,
            .round = 1,
            .measure_again = context_.options.measure_again};
  }

  // Whether those that have to be too slow are by as much as they have to.
  absl::Status TimeSlowOnes() {
    Indices slow;
    for (size_t i = 0; i < examples_.size(); ++i) {
      if (bounds_.IsTooSlow(examples_[i], report_.examples[i].judgement)) {
        slow.push_back(i);
      }
    }
    return Judge("slow examples", slow, {.time_limit = bounds_.LeastSlowTime()},
                 [this](size_t i, const Judgement& judgement) {
                   bounds_.AddSlow(examples_[i], judgement);
                 });
  }

  void FindUnexpected() {
    for (size_t i = 0; i < examples_.size(); ++i) {
      JudgedExample& judged = report_.examples[i];
      judged.unexpected = package::FindUnexpected(judge_.Promises(examples_[i]),
                                                  judged.judgement);
      const std::string where = absl::StrCat("submissions/", judged.name);
      for (const std::string& what : judged.unexpected) {
        report_.AddError(where, what);
      }
    }
  }

  absl::Status RepeatAccepted() {
    Indices accepted;
    for (size_t i = 0; i < examples_.size(); ++i) {
      const Judgement& judgement = report_.examples[i].judgement;
      if (judgement.verdict == Verdict::kAccepted) accepted.push_back(i);
    }
    report_.repeated = static_cast<int>(accepted.size());
    return Judge("accepted examples again", accepted,
                 {.time_limit = report_.time_limit.limit,
                  .round = 2,
                  .measure_again = context_.options.measure_again},
                 [this](size_t i, const Judgement& again) {
                   CompareRuns(report_.examples[i], again);
                 });
  }

  void CompareRuns(const JudgedExample& judged, const Judgement& again) {
    const std::vector<TestRun>& runs = judged.judgement.runs;
    for (size_t i = 0; i < std::min(runs.size(), again.runs.size()); ++i) {
      const std::string first = ResultOf(runs[i]);
      const std::string second = ResultOf(again.runs[i]);
      if (first == second) continue;
      return report_.AddError(
          absl::StrCat("submissions/", judged.name),
          absl::StrCat("with other random numbers ", runs[i].test, " is ",
                       second, ", not ", first, " again",
                       Because(again.runs[i].judge_message)));
    }
  }

  // "AC", "AC with 12.5"
  static std::string ResultOf(const TestRun& run) {
    return absl::StrCat(
        VerdictCode(run.execution.verdict),
        run.score.has_value() ? absl::StrCat(" with ", *run.score) : "");
  }

  const Context& context_;
  Report& report_;
  const ExampleJudge judge_;
  const std::vector<ExampleSubmission>& examples_;
  TimeBounds bounds_;
};

}  // namespace

absl::Status JudgeExamples(const Context& context, Report& report) {
  return Examples(context, report).JudgeAll();
}

}  // namespace gavel::verify
