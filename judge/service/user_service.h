// gavel.v1.UserService over the user store.
//
// Threads: thread-safe; reactions never block
// Owner:   borrows all of them for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_USER_SERVICE_H_
#define GAVEL_JUDGE_SERVICE_USER_SERVICE_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "core/clock.h"
#include "judge/service/edge.h"
#include "judge/service/tokens.h"
#include "storage/user_store.h"

namespace gavel::judge {

std::unique_ptr<grpc::Service> MakeUserService(storage::UserStore& users,
                                               Tokens& tokens,
                                               const Clock& clock, Edge& edge);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_USER_SERVICE_H_
