throw function thrown() {};
