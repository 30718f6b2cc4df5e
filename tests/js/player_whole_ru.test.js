import { playAll } from "./player_whole.js";

playAll("ru");
