#!/usr/bin/env node
// The bin of the published package. In a checkout use ./writ, which builds first.
import '../dist/program/main.js';
