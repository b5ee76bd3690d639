'use strict';
const number = 010;
