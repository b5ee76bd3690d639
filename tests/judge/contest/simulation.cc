#include "tests/judge/contest/simulation.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace gavel::contest {
namespace {

constexpr int kGroups = 4;

class Simulator {
 public:
  Simulator(uint64_t seed, int teams, int problems)
      : dice_(seed), teams_(teams) {
    Contest& contest = simulation_.contest;
    contest.id = "simulated";
    contest.name = "Simulated";
    contest.start = absl::FromUnixSeconds(1'700'000'000);
    contest.duration = absl::Hours(5);
    contest.freeze = absl::Hours(1);
    for (int i = 0; i < problems; ++i) {
      contest.problems.push_back({absl::StrCat("problem-", i),
                                  std::string(1, static_cast<char>('A' + i)),
                                  "", std::nullopt});
    }
  }

  Simulation Run() {
    for (int i = 0; i < teams_; ++i) Register(i);
    for (int i = 0; i < teams_; ++i) {
      // Every fifth does what the one before did, a few seconds later.
      if (i % 5 == 4) {
        Imitate(i - 1, i);
      } else {
        Compete(i);
      }
    }
    AddWhatDoesNotCount();
    std::stable_sort(
        simulation_.log.begin(), simulation_.log.end(),
        [](const auto& a, const auto& b) { return a.submitted < b.submitted; });
    SubmissionId id = 0;
    for (LogEntry& entry : simulation_.log) entry.id = ++id;
    return std::move(simulation_);
  }

 private:
  static std::string UserOf(int team) { return absl::StrFormat("t%04d", team); }

  void Register(int team) {
    Registration registration;
    registration.user_id = UserOf(team);
    // So that names do not have the order of ids.
    registration.team_name = absl::StrCat("Team ", (team * 37) % 101);
    if (dice_.Chance(0.1)) registration.extra_time = absl::Minutes(30);
    registration.out_of_competition = dice_.Chance(0.08);
    simulation_.registrations.push_back(registration);
  }

  void Compete(int team) {
    const double skill = dice_.Roll();
    absl::Time now = simulation_.contest.start;
    const auto count = static_cast<int>(simulation_.contest.problems.size());
    for (int problem = 0; problem < count; ++problem) {
      if (dice_.Chance(0.15)) continue;
      const double difficulty = (problem + 1.0) / (count + 1.0);
      const double chance = std::clamp(0.6 + skill - difficulty, 0.05, 0.95);
      int attempts = 1 + static_cast<int>(dice_.Roll(7));
      while (attempts-- > 0) {
        now += absl::Seconds(60 + dice_.Roll(2000)) +
               absl::Microseconds(dice_.Roll(1'000'000));
        if (Submit(team, problem, now, chance) && !dice_.Chance(0.1)) break;
      }
    }
  }

  // True if it is accepted.
  bool Submit(int team, int problem, absl::Time now, double chance) {
    LogEntry entry;
    entry.user_id = UserOf(team);
    entry.problem_id = absl::StrCat("problem-", problem);
    entry.submitted = now;
    if (!dice_.Chance(0.01)) entry.outcome = Judge(now, chance);
    simulation_.log.push_back(entry);
    return entry.outcome && entry.outcome->verdict == Verdict::kAccepted;
  }

  LogEntry::Outcome Judge(absl::Time submitted, double chance) {
    LogEntry::Outcome outcome;
    const auto seconds = dice_.Chance(0.02) ? 4000 : 1 + dice_.Roll(90);
    outcome.judged = submitted + absl::Seconds(seconds);
    outcome.max_score = 100;
    outcome.score = 0;
    if (dice_.Chance(0.03)) return outcome;  // JE
    if (dice_.Chance(0.06)) {
      outcome.verdict = Verdict::kCompileError;
      return outcome;
    }
    const bool accepted = dice_.Chance(chance * 0.5);
    bool all = true;
    for (int group = 0; group < kGroups; ++group) {
      const double score = accepted || dice_.Chance(chance)
                               ? 25
                               : static_cast<double>(dice_.Roll(25));
      all = all && score == 25;
      outcome.groups.push_back({absl::StrCat("secret/", group), score});
      outcome.score = *outcome.score + score;
    }
    static constexpr Verdict kRejections[] = {Verdict::kWrongAnswer,
                                              Verdict::kTimeLimitExceeded,
                                              Verdict::kRunTimeError};
    outcome.verdict = all ? Verdict::kAccepted : kRejections[dice_.Roll(3)];
    return outcome;
  }

  void Imitate(int team, int imitator) {
    const size_t size = simulation_.log.size();
    for (size_t i = 0; i < size; ++i) {
      LogEntry entry = simulation_.log[i];
      if (entry.user_id != UserOf(team)) continue;
      entry.user_id = UserOf(imitator);
      // In the same minute of the contest.
      const absl::Duration time = entry.submitted - simulation_.contest.start;
      entry.submitted = simulation_.contest.start +
                        absl::Floor(time, absl::Minutes(1)) +
                        absl::Seconds(dice_.Roll(60));
      if (entry.outcome) {
        entry.outcome->judged = entry.submitted + absl::Seconds(30);
      }
      simulation_.log.push_back(std::move(entry));
    }
  }

  void AddWhatDoesNotCount() {
    const absl::Time start = simulation_.contest.start;
    const absl::Time end = EndOf(simulation_.contest);
    for (int i = 0; i < 20; ++i) {
      const int team = static_cast<int>(dice_.Roll(teams_));
      Submit(team, 0, start - absl::Seconds(1 + dice_.Roll(600)), 1);
      Submit(team, 1, end + absl::Seconds(dice_.Roll(3600)), 1);
      Submit(teams_ + 1, 2, start + absl::Seconds(dice_.Roll(9000)), 1);
      Submit(team, 999, start + absl::Seconds(dice_.Roll(9000)), 1);
    }
  }

  Dice dice_;
  const int teams_;
  Simulation simulation_;
};

}  // namespace

double Dice::Roll() {
  return static_cast<double>(Roll(int64_t{1} << 53)) /
         static_cast<double>(int64_t{1} << 53);
}

// splitmix64.
int64_t Dice::Roll(int64_t sides) {
  state_ += 0x9e3779b97f4a7c15;
  uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  z ^= z >> 31;
  return static_cast<int64_t>(z % static_cast<uint64_t>(sides));
}

Simulation Simulate(uint64_t seed, int teams, int problems) {
  return Simulator(seed, teams, problems).Run();
}

}  // namespace gavel::contest
