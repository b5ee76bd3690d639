console.log('ok');
//# sourceMappingURL=file:///etc/passwd
//# sourceURL=gavel:prelude
