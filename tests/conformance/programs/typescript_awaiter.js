"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.solve = void 0;
const fs_1 = require("fs");
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) { function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); } return new (P || (P = Promise))(function (resolve, reject) { function fulfilled(value) { try {
  step(generator.next(value));
}
catch (e) {
  reject(e);
} } function rejected(value) { try {
  step(generator["throw"](value));
}
catch (e) {
  reject(e);
} } function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); } step((generator = generator.apply(thisArg, _arguments || [])).next()); }); };
function solve() { return __awaiter(this, void 0, void 0, function* () { const s = (0, fs_1.readFileSync)("/dev/stdin", "utf8"); yield null; console.log(s.trim().split("").sort().join("")); }); }
exports.solve = solve;
solve();
