const value = await 1;
