const ref = new WeakRef({});
while (ref.deref() !== undefined) new Array(1000);
