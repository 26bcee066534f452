// Loaded with --require into every server that `npm start` starts. When `npm start` is killed without a chance to
// clean up, the channel to it closes and the server ends as well, instead of keeping its ports and its database.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel.unref();
