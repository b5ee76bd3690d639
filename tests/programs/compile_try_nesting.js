«80000×try {» «80000×} finally {}»
