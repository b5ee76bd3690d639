// Early return on a failed Status; ours because this Abseil has none.
#ifndef GAVEL_CORE_STATUS_MACROS_H_
#define GAVEL_CORE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Names are counted, so that one may stand in a lambda inside of another.
#define GAVEL_RETURN_IF_ERROR(expr) \
  GAVEL_RETURN_IF_ERROR_(GAVEL_CONCAT_(gavel_status_, __COUNTER__), expr)

#define GAVEL_RETURN_IF_ERROR_(status, expr)          \
  do {                                                \
    if (absl::Status status = (expr); !status.ok()) { \
      return status;                                  \
    }                                                 \
  } while (false)

#define GAVEL_ASSIGN_OR_RETURN(lhs, expr) \
  GAVEL_ASSIGN_OR_RETURN_(GAVEL_CONCAT_(gavel_result_, __COUNTER__), lhs, expr)

#define GAVEL_ASSIGN_OR_RETURN_(result, lhs, expr)     \
  auto result = (expr);                                \
  if (!result.ok()) return std::move(result).status(); \
  lhs = *std::move(result)

#define GAVEL_CONCAT_(a, b) GAVEL_CONCAT_INNER_(a, b)
#define GAVEL_CONCAT_INNER_(a, b) a##b

#endif  // GAVEL_CORE_STATUS_MACROS_H_
