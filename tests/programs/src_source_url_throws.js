throw new Error('x');
//# sourceURL=gavel:prelude
