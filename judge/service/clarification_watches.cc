#include "judge/service/clarification_watches.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "judge/service/convert_contest.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostUnread = 10000;

}  // namespace

absl::StatusOr<ClarificationReader> ReaderOf(const ContestAccess& access,
                                             const Caller& caller,
                                             const std::string& contest_id) {
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         access.Find(caller, contest_id));
  ClarificationReader reader;
  reader.user_id = caller.user_id;
  reader.as_judge = seen.as_judge;
  GAVEL_ASSIGN_OR_RETURN(reader.problems_from, access.OverAt(seen.contest));
  if (seen.registration.has_value()) {
    reader.problems_from = std::min(
        reader.problems_from, WindowOf(seen.contest, *seen.registration).start);
  }
  return reader;
}

bool Shows(const Clarification& clarification,
           const ClarificationReader& reader, absl::Time now) {
  if (reader.as_judge || clarification.from.empty() ||
      clarification.from == reader.user_id) {
    return true;
  }
  return clarification.to_all && now >= reader.problems_from;
}

class ClarificationWatches::Reader {
 public:
  Reader(std::string contest_id, ClarificationReader reader)
      : contest_id_(std::move(contest_id)), reader_(std::move(reader)) {}

  // Each state of each once.
  void Tell(const Clarification& clarification, absl::Time now) {
    if (clarification.contest_id != contest_id_ ||
        !Shows(clarification, reader_, now)) {
      return;
    }
    const bool answered = clarification.answered != absl::InfiniteFuture();
    auto message = std::make_shared<v1::WatchClarificationsResponse>();
    ToProto(clarification, reader_.user_id, reader_.as_judge,
            message->mutable_clarification());
    absl::MutexLock lock(&mu_);
    const auto [told, is_new] = told_.try_emplace(clarification.id, answered);
    if (!is_new && (told->second || !answered)) return;
    told->second = answered;
    unread_.push_back(std::move(message));
  }

  Pulled<v1::WatchClarificationsResponse> Next() {
    absl::MutexLock lock(&mu_);
    if (unread_.size() > kMostUnread) {
      return {.end = absl::ResourceExhaustedError(
                  absl::StrCat("the client has left ", unread_.size(),
                               " clarifications unread"))};
    }
    if (unread_.empty()) return {};
    Pulled<v1::WatchClarificationsResponse> next{
        .message = std::move(unread_.front())};
    unread_.pop_front();
    return next;
  }

 private:
  const std::string contest_id_;
  const ClarificationReader reader_;
  absl::Mutex mu_;
  // By id, whether with an answer.
  std::map<int64_t, bool> told_ ABSL_GUARDED_BY(mu_);
  std::deque<std::shared_ptr<const v1::WatchClarificationsResponse>> unread_
      ABSL_GUARDED_BY(mu_);
};

ClarificationWatches::ClarificationWatches(size_t max_streams,
                                           storage::ContestStore& contests,
                                           const ContestAccess& access,
                                           WorkerPool& pool)
    : contests_(contests),
      access_(access),
      pool_(pool),
      streams_("clarifications", max_streams) {}

grpc::ServerWriteReactor<v1::WatchClarificationsResponse>*
ClarificationWatches::Open(const Caller& caller,
                           const std::string& contest_id) {
  std::shared_ptr<Streams::Stream> stream = streams_.Open();
  const absl::Status status =
      pool_.Run(caller.user_id, [this, stream, caller, contest_id] {
        Start(caller, contest_id, *stream);
      });
  if (!status.ok()) stream->End(status);
  return stream.get();
}

void ClarificationWatches::Start(const Caller& caller,
                                 const std::string& contest_id,
                                 Streams::Stream& stream) {
  if (stream.ended()) return;
  absl::StatusOr<ClarificationReader> who =
      ReaderOf(access_, caller, contest_id);
  if (!who.ok()) return stream.End(who.status());
  auto reader = std::make_shared<Reader>(contest_id, *std::move(who));
  // Before the list is read, so that nothing falls between.
  {
    absl::MutexLock lock(&mu_);
    readers_.push_back(reader);
  }
  const absl::StatusOr<std::vector<Clarification>> all =
      contests_.ListClarifications(contest_id);
  if (!all.ok()) return stream.End(all.status());
  for (const Clarification& each : *all) reader->Tell(each, access_.Now());
  stream.Begin([reader] { return reader->Next(); });
}

void ClarificationWatches::Publish(const Clarification& clarification) {
  const absl::Time now = access_.Now();
  {
    absl::MutexLock lock(&mu_);
    std::erase_if(readers_, [&](const std::weak_ptr<Reader>& known) {
      const std::shared_ptr<Reader> reader = known.lock();
      if (reader != nullptr) reader->Tell(clarification, now);
      return reader == nullptr;
    });
  }
  streams_.WakeAll();
}

void ClarificationWatches::EndAll() { streams_.EndAll(); }

}  // namespace gavel::judge
