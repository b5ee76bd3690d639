// Contests through a real channel: who sees and changes them, who takes part,
// their standings.
#include <string>
#include <vector>

#include "judge/service/convert.h"
#include "tests/judge/service/contest_test_base.h"

namespace gavel::judge {
namespace {

using ::grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::Duration kTick = absl::Microseconds(1);

TEST_F(ContestTest, RunsFromItsMakingToItsStandings) {
  Create(Finals());
  Register("ada");
  Register("bob");
  GoTo(start());
  Submit("ada", "A");
  GoTo(start() + absl::Minutes(10));
  Submit("bob", "A", "print 4");
  Submit("bob", "sum");
  const v1::Standings standings = Standings("ada");
  EXPECT_THAT(Rows(standings),
              ElementsAre("1 ada 1 [1+0 0+0]", "2 bob 1 [2+0 0+0]"));
  EXPECT_EQ(standings.rows(1).penalty().seconds(), 30 * 60);
  EXPECT_EQ(standings.rows(1).last_solved().seconds(), 10 * 60);
  EXPECT_EQ(standings.problems(0).title(), "The sum");
  EXPECT_EQ(standings.state(), v1::CONTEST_STATE_RUNNING);
}

// Seeing and changing.

TEST_F(ContestTest, IsSeenByJudgesAndWhoIsRegistered) {
  Create(Finals());
  Register("ada");
  EXPECT_THAT(TryGet("ada", "finals"), Succeeds());
  EXPECT_THAT(TryGet("judge", "finals"), Succeeds());
  // In the words of one that is not there.
  EXPECT_THAT(TryGet("eve", "finals"),
              Fails(StatusCode::NOT_FOUND, "no contest finals"));
  EXPECT_THAT(TryGet("eve", "nothing"),
              Fails(StatusCode::NOT_FOUND, "no contest nothing"));
  EXPECT_THAT(TryGet("eve", "No!"), Fails(StatusCode::INVALID_ARGUMENT, "id"));
}

TEST_F(ContestTest, ShowsItsProblemsOnceItHasBegun) {
  Create(Finals());
  Register("ada");
  EXPECT_THAT(Get("ada").problems(), IsEmpty());
  EXPECT_THAT(Get("ada").judges(), IsEmpty());
  EXPECT_THAT(Get("judge").problems(), SizeIs(2));
  EXPECT_THAT(Get("judge").judges(), ElementsAre("judge"));
  EXPECT_EQ(Standings("ada").problems(0).title(), "");
  EXPECT_EQ(Standings("ada").problems(0).problem_id(), "");
  EXPECT_EQ(Standings("ada").problems(0).label(), "A");
  GoTo(start() - kTick);
  EXPECT_THAT(Get("ada").problems(), IsEmpty());
  EXPECT_EQ(Get("ada").state(), v1::CONTEST_STATE_UPCOMING);
  GoTo(start());
  EXPECT_THAT(Get("ada").problems(), SizeIs(2));
  EXPECT_EQ(Get("ada").problems(1).title(), "The max");
  EXPECT_EQ(Get("ada").state(), v1::CONTEST_STATE_RUNNING);
  GoTo(end());
  EXPECT_EQ(Get("ada").state(), v1::CONTEST_STATE_OVER);
}

TEST_F(ContestTest, ListsWhatTheCallerSees) {
  Create(Finals());
  v1::Contest open = Finals();
  open.set_id("open");
  open.set_registration(v1::REGISTRATION_MODE_OPEN);
  Create(open);
  const auto list = [this](const std::string& user) {
    v1::ListContestsResponse response;
    EXPECT_THAT(stub_->ListContests(As(user).get(), {}, &response), Succeeds());
    std::vector<std::string> ids;
    for (const v1::Contest& contest : response.contests()) {
      EXPECT_THAT(contest.problems(), IsEmpty());
      ids.push_back(contest.id());
    }
    return ids;
  };
  EXPECT_THAT(list("admin"), ElementsAre("finals", "open"));
  EXPECT_THAT(list("judge"), ElementsAre("finals", "open"));
  EXPECT_THAT(list("ada"), ElementsAre("open"));
  Register("ada");
  EXPECT_THAT(list("ada"), ElementsAre("finals", "open"));
}

TEST_F(ContestTest, OnlyAdminsMakeContests) {
  v1::CreateContestRequest request;
  *request.mutable_contest() = Finals();
  v1::CreateContestResponse response;
  EXPECT_THAT(stub_->CreateContest(As("judge").get(), request, &response),
              Fails(StatusCode::PERMISSION_DENIED, ""));
  request.mutable_contest()->add_problems()->set_problem_id("nothing");
  EXPECT_THAT(stub_->CreateContest(As("admin").get(), request, &response),
              Fails(StatusCode::NOT_FOUND, "no problem nothing"));
  *request.mutable_contest() = Finals();
  request.mutable_contest()->add_judges("nobody");
  EXPECT_THAT(stub_->CreateContest(As("admin").get(), request, &response),
              Fails(StatusCode::NOT_FOUND, "no user nobody"));
  request.mutable_contest()->set_judges(1, "ada");
  EXPECT_THAT(stub_->CreateContest(As("admin").get(), request, &response),
              Fails(StatusCode::INVALID_ARGUMENT, "not a judge"));
  *request.mutable_contest() = Finals();
  request.mutable_contest()->clear_end_time();
  EXPECT_THAT(stub_->CreateContest(As("admin").get(), request, &response),
              Fails(StatusCode::INVALID_ARGUMENT, "duration"));
  Create(Finals());
  *request.mutable_contest() = Finals();
  EXPECT_THAT(stub_->CreateContest(As("admin").get(), request, &response),
              Fails(StatusCode::ALREADY_EXISTS, "finals"));
}

TEST_F(ContestTest, AnEditIsOfTheNewestRevisionAndFollowedAtOnce) {
  Create(Finals());
  Register("ada");
  GoTo(start());
  Submit("ada", "A", "print 4");
  Submit("ada", "A");
  EXPECT_EQ(Standings("ada").rows(0).penalty().seconds(), 20 * 60);
  v1::Contest edited = Get("judge");
  edited.mutable_rules()->mutable_icpc()->mutable_penalty()->set_seconds(60);
  EXPECT_THAT(Edit("judge", edited), Succeeds());
  EXPECT_EQ(Standings("ada").rows(0).penalty().seconds(), 60);

  EXPECT_THAT(Edit("judge", edited),
              Fails(StatusCode::FAILED_PRECONDITION,
                    "revision 1 was edited, but the newest is 2"));
  edited = Get("judge");
  EXPECT_THAT(Edit("jury", edited), Fails(StatusCode::NOT_FOUND, ""));
  edited.add_judges("jury");
  EXPECT_THAT(Edit("judge", edited), Fails(StatusCode::PERMISSION_DENIED, ""));
  EXPECT_THAT(Edit("ada", Get("judge")),
              Fails(StatusCode::PERMISSION_DENIED, ""));
  EXPECT_THAT(Edit("admin", edited), Succeeds());
  EXPECT_THAT(Get("jury").judges(), ElementsAre("judge", "jury"));
}

TEST_F(ContestTest, AJudgeAddsOnlyProblemsThatItSees) {
  v1::Contest finals = Finals();
  finals.mutable_problems()->RemoveLast();
  Create(finals);
  v1::Contest other = Finals();
  other.set_id("other");
  other.mutable_problems()->DeleteSubrange(0, 1);
  other.set_judges(0, "jury");
  Create(other);
  finals = Get("judge");
  finals.add_problems()->set_problem_id("max");
  EXPECT_THAT(Edit("judge", finals),
              Fails(StatusCode::NOT_FOUND, "no problem max"));
  EXPECT_THAT(Edit("admin", finals), Succeeds());
}

TEST_F(ContestTest, AJudgeAddsNoProblemToGetAtItsPackage) {
  v1::Contest finals = Finals();
  finals.mutable_problems()->RemoveLast();
  Create(finals);
  finals = Get("judge");
  // Everybody's, for practice.
  finals.add_problems()->set_problem_id("max");
  EXPECT_THAT(Edit("judge", finals), Fails(StatusCode::PERMISSION_DENIED,
                                           "only admins add problem max"));
  v1::Contest other = Finals();
  other.set_id("other");
  Create(other);
  EXPECT_THAT(Edit("judge", finals), Succeeds());
}

// Registration.

TEST_F(ContestTest, WhatIsNotGivenAgainStays) {
  Create(Finals());
  v1::RegisterRequest request;
  request.set_contest_id("finals");
  v1::Registration& given = *request.mutable_registration();
  given.set_user_id("ada");
  given.set_team_name("Ada's");
  given.mutable_extra_time()->set_seconds(60);
  given.set_out_of_competition(true);
  v1::RegisterResponse response;
  const auto send = [&](const std::string& user) {
    return stub_->Register(As(user).get(), request, &response);
  };
  ASSERT_THAT(send("judge"), Succeeds());
  given.Clear();
  given.set_user_id("ada");
  ASSERT_THAT(send("judge"), Succeeds());
  EXPECT_EQ(response.registration().team_name(), "Ada's");
  EXPECT_EQ(response.registration().extra_time().seconds(), 60);
  EXPECT_TRUE(response.registration().out_of_competition());
  given.mutable_extra_time()->set_seconds(0);
  given.set_out_of_competition(false);
  ASSERT_THAT(send("judge"), Succeeds());
  EXPECT_EQ(response.registration().extra_time().seconds(), 0);
  EXPECT_FALSE(response.registration().out_of_competition());
}

TEST_F(ContestTest, NobodyGivesThemselvesExtraTime) {
  Create(Finals());
  Register("ada");
  v1::RegisterRequest request;
  request.set_contest_id("finals");
  request.mutable_registration()->mutable_extra_time()->set_seconds(60);
  v1::RegisterResponse response;
  EXPECT_THAT(stub_->Register(As("ada").get(), request, &response),
              Fails(StatusCode::PERMISSION_DENIED, "only its judges"));
}

TEST_F(ContestTest, WhoeverWantsRegistersIfItIsOpen) {
  v1::Contest contest = Finals();
  Create(contest);
  EXPECT_THAT(TryRegister("eve", ""), Fails(StatusCode::NOT_FOUND, ""));
  contest = Get("judge");
  contest.set_registration(v1::REGISTRATION_MODE_OPEN);
  ASSERT_THAT(Edit("judge", contest), Succeeds());
  EXPECT_THAT(TryRegister("eve", "bob"),
              Fails(StatusCode::PERMISSION_DENIED, "only its judges"));
  EXPECT_THAT(TryRegister("eve", ""), Succeeds());
  EXPECT_EQ(Get("eve").own_registration().team_name(), "eve");
  GoTo(end() - kTick);
  EXPECT_THAT(TryRegister("bob", ""), Succeeds());
  GoTo(end());
  EXPECT_THAT(TryRegister("ada", ""),
              Fails(StatusCode::FAILED_PRECONDITION, "ended at"));
}

TEST_F(ContestTest, AWindowBeginsOnce) {
  v1::Contest contest = Finals();
  contest.mutable_window()->set_seconds(3600);
  Create(contest);
  Register("ada");
  v1::BeginContestRequest request;
  request.set_contest_id("finals");
  v1::BeginContestResponse response;
  const auto begin = [&](const std::string& user) {
    return stub_->BeginContest(As(user).get(), request, &response);
  };
  EXPECT_THAT(begin("ada"),
              Fails(StatusCode::FAILED_PRECONDITION, "begins at"));
  GoTo(start() + absl::Minutes(1));
  EXPECT_THAT(TrySubmit("ada", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "begin it first"));
  EXPECT_THAT(Get("ada").problems(), IsEmpty());
  EXPECT_THAT(begin("ada"), Succeeds());
  const int64_t ends = response.end_time().seconds();
  EXPECT_EQ(ends, absl::ToUnixSeconds(start() + absl::Minutes(61)));
  EXPECT_THAT(Get("ada").problems(), SizeIs(2));
  GoTo(start() + absl::Minutes(2));
  EXPECT_THAT(begin("ada"), Succeeds());
  EXPECT_EQ(response.end_time().seconds(), ends);
  GoTo(start() + absl::Minutes(61) - kTick);
  EXPECT_THAT(TrySubmit("ada", "A"), Succeeds());
  GoTo(start() + absl::Minutes(61));
  EXPECT_THAT(TrySubmit("ada", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "ended for you at"));
}

TEST_F(ContestTest, VirtualContestantsStartAfterTheEnd) {
  v1::Contest contest = Finals();
  contest.set_virtual_participation(true);
  contest.set_registration(v1::REGISTRATION_MODE_OPEN);
  Create(contest);
  Register("ada");
  GoTo(start());
  Submit("ada", "A");
  v1::BeginContestRequest request;
  request.set_contest_id("finals");
  v1::BeginContestResponse response;
  EXPECT_THAT(stub_->BeginContest(As("bob").get(), request, &response),
              Fails(StatusCode::FAILED_PRECONDITION, "begins for all"));
  GoTo(end() + absl::Hours(10));
  EXPECT_THAT(TrySubmit("bob", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "not registered"));
  EXPECT_THAT(stub_->BeginContest(As("bob").get(), request, &response),
              Succeeds());
  EXPECT_TRUE(response.registration().is_virtual());
  // Who was there was there.
  EXPECT_THAT(stub_->BeginContest(As("ada").get(), request, &response),
              Fails(StatusCode::FAILED_PRECONDITION, "has submitted"));
  Submit("bob", "B");
  EXPECT_THAT(Rows(Standings("ada")), ElementsAre("1 ada 1 [1+0 0+0]"));
  EXPECT_THAT(Rows(Standings("bob")), SizeIs(2));
  GoTo(end() + absl::Hours(15));
  EXPECT_THAT(TrySubmit("bob", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "ended for you"));
}

TEST_F(ContestTest, WhoSubmittedIsNotUnregistered) {
  Create(Finals());
  Register("ada");
  Register("bob");
  GoTo(start());
  Submit("ada", "A");
  v1::UnregisterRequest request;
  request.set_contest_id("finals");
  v1::UnregisterResponse response;
  request.set_user_id("ada");
  EXPECT_THAT(stub_->Unregister(As("judge").get(), request, &response),
              Fails(StatusCode::FAILED_PRECONDITION, "has submitted"));
  request.set_user_id("bob");
  EXPECT_THAT(stub_->Unregister(As("ada").get(), request, &response),
              Fails(StatusCode::PERMISSION_DENIED, ""));
  EXPECT_THAT(stub_->Unregister(As("judge").get(), request, &response),
              Succeeds());
  EXPECT_THAT(Rows(Standings("ada")), ElementsAre("1 ada 1 [1+0 0+0]"));
}

// Standings.

TEST_F(ContestTest, FreezesAndThaws) {
  v1::Contest contest = Finals();
  contest.mutable_freeze()->set_seconds(3600);
  Create(contest);
  Register("ada");
  Register("bob");
  GoTo(start());
  Submit("ada", "A");
  GoTo(end() - absl::Hours(1));
  Submit("bob", "A");
  Submit("bob", "B");
  const std::vector<std::string> frozen = {"1 ada 1 [1+0 0+0]",
                                           "2 bob 0 [0+1 0+1]"};
  const std::vector<std::string> open = {"1 bob 2 [1+0 1+0]",
                                         "2 ada 1 [1+0 0+0]"};
  EXPECT_EQ(Rows(Standings("ada")), frozen);
  EXPECT_EQ(Rows(Standings("judge", v1::BOARD_JUDGES)), open);
  EXPECT_EQ(Get("ada").state(), v1::CONTEST_STATE_FROZEN);
  v1::GetStandingsRequest request;
  request.set_contest_id("finals");
  request.set_board(v1::BOARD_JUDGES);
  v1::GetStandingsResponse standings;
  EXPECT_THAT(stub_->GetStandings(As("ada").get(), request, &standings),
              Fails(StatusCode::PERMISSION_DENIED, ""));

  v1::ThawContestRequest thaw;
  thaw.set_contest_id("finals");
  v1::ThawContestResponse thawed;
  GoTo(end() - kTick);
  EXPECT_THAT(stub_->ThawContest(As("judge").get(), thaw, &thawed),
              Fails(StatusCode::FAILED_PRECONDITION, "is not over"));
  GoTo(end() + absl::Hours(1));
  EXPECT_EQ(Rows(Standings("ada")), frozen);
  v1::ResolveStandingsRequest resolve;
  resolve.set_contest_id("finals");
  v1::ResolveStandingsResponse resolved;
  EXPECT_THAT(stub_->ResolveStandings(As("ada").get(), resolve, &resolved),
              Fails(StatusCode::PERMISSION_DENIED, ""));
  EXPECT_THAT(stub_->ResolveStandings(As("judge").get(), resolve, &resolved),
              Succeeds());
  EXPECT_EQ(Rows(resolved.frozen()), frozen);
  EXPECT_EQ(Rows(resolved.final()), open);
  EXPECT_THAT(resolved.steps(), SizeIs(2));
  EXPECT_EQ(resolved.steps(0).problem(), "A");
  EXPECT_THAT(stub_->ThawContest(As("judge").get(), thaw, &thawed), Succeeds());
  EXPECT_EQ(Rows(Standings("ada")), open);
}

TEST_F(ContestTest, TellsStandingsOfThePast) {
  Create(Finals());
  Register("ada");
  GoTo(start() + absl::Minutes(5));
  Submit("ada", "A");
  GoTo(start() + absl::Minutes(10));
  Submit("ada", "B");
  v1::GetStandingsRequest request;
  request.set_contest_id("finals");
  convert::SetTime(start() + absl::Minutes(7), request.mutable_time());
  v1::GetStandingsResponse response;
  ASSERT_THAT(stub_->GetStandings(As("ada").get(), request, &response),
              Succeeds());
  EXPECT_THAT(Rows(response.standings()), ElementsAre("1 ada 1 [1+0 0+0]"));
  EXPECT_THAT(Rows(Standings("ada")), ElementsAre("1 ada 2 [1+0 1+0]"));
  convert::SetTime(end(), request.mutable_time());
  EXPECT_THAT(stub_->GetStandings(As("ada").get(), request, &response),
              Fails(StatusCode::INVALID_ARGUMENT, "future"));
}

TEST_F(ContestTest, ARejudgingChangesStandings) {
  Create(Finals());
  Register("ada");
  GoTo(start());
  Submit("ada", "A");
  EXPECT_THAT(Rows(Standings("ada")), ElementsAre("1 ada 1 [1+0 0+0]"));
  // Behind the service's back, as a set of rejudgings does it.
  const SubmissionId id = contests_->SubmissionLog("finals", 0)->entries[0].id;
  ASSERT_TRUE(store_->Rejudge(id, 1).ok());
  Judgement wrong;
  wrong.problem_version = 1;
  wrong.verdict = Verdict::kWrongAnswer;
  wrong.compilation.verdict = Verdict::kAccepted;
  wrong.started = wrong.finished = clock_.Now();
  ASSERT_TRUE(store_->AddJudgement(id, wrong).ok());
  EXPECT_THAT(Rows(Standings("ada")), ElementsAre("1 ada 0 [1+0 0+0]"));
}

}  // namespace
}  // namespace gavel::judge
