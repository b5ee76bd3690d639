[].shift.call({ length: Number.MAX_SAFE_INTEGER });
