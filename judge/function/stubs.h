// What an editor starts from: the function or class without its body.
//
// Shape:   JavaScript with JSDoc, TypeScript with types; ends with a line feed
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_FUNCTION_STUBS_H_
#define GAVEL_JUDGE_FUNCTION_STUBS_H_

#include <string>

#include "core/submission.h"
#include "judge/function/signature.h"

namespace gavel::function {

// Begins with the definitions as a comment, if there are any.
std::string MakeStub(const Signature& signature, Language language);

// ListNode and TreeNode, as far as the signature has lists and trees: what an
// editor has to know, and what the driver defines.
std::string MakeDefinitions(const Signature& signature, Language language);

// The type in that language: "number[]", "ListNode | null".
std::string TypeIn(const Type& type, Language language);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_STUBS_H_
